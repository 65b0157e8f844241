#!/usr/bin/env python3
"""Writes seeds/*.csv: three invented race weekends, the same bytes on every run.

    python3 generate_seeds.py

Drivers, teams and times are made up. Standard library only.
"""

import csv
import random
from pathlib import Path

SEEDS = Path(__file__).resolve().parent / "seeds"

TEAMS = [
    "Alder Racing", "Borealis GP", "Cobalt Works", "Dune Motorsport", "Ember Racing",
    "Fjord GP", "Granite Works", "Harbour Motorsport", "Indigo Racing", "Juniper GP",
]  # fmt: skip
FIRST = ["Ada", "Bo", "Cleo", "Dag", "Eli", "Fay", "Gus", "Hal", "Ivy", "Jon",
         "Kai", "Lea", "Max", "Noa", "Ola", "Pia", "Rex", "Sol", "Tor", "Uma"]  # fmt: skip
LAST = ["Arden", "Birk", "Corrin", "Dahl", "Erland", "Foss", "Grell", "Holm", "Isak", "Jarl",
        "Kvist", "Lind", "Moe", "Nord", "Orre", "Pell", "Rask", "Sund", "Tveit", "Ulven"]  # fmt: skip
# id, circuit, country, type, start, laps, seconds of a good lap
SESSIONS = [
    (101, "Silver Lake", "Norland", "Qualifying", "2026-03-14 14:00:00", 4, 81.2),
    (102, "Silver Lake", "Norland", "Race", "2026-03-15 13:00:00", 9, 84.9),
    (201, "Monte Verde", "Verdia", "Sprint", "2026-04-04 11:00:00", 6, 75.6),
    (202, "Monte Verde", "Verdia", "Race", "2026-04-05 13:00:00", 9, 76.3),
]


def main():
    chance = random.Random(2026)
    SEEDS.mkdir(exist_ok=True)
    drivers = [
        (2 * i + 1, f"{FIRST[i]} {LAST[i]}", LAST[i][:3].upper(), TEAMS[i // 2]) for i in range(len(FIRST))
    ]
    write("raw_sessions", ["session_id", "circuit", "country", "session_type", "started_at", "total_laps"],
          [session[:6] for session in SESSIONS])  # fmt: skip
    write("raw_drivers", ["driver_number", "full_name", "code", "team"], drivers)
    write("raw_laps", ["session_id", "driver_number", "lap_number", "lap_seconds", "is_pit_lap"],
          [lap for session in SESSIONS for driver in drivers for lap in laps(session, driver[0], chance)])  # fmt: skip


def laps(session, driver_number, chance):
    session_id, total, good = session[0], session[5], session[6]
    pace = good + chance.uniform(0, 2.5)
    retires_after = chance.randint(2, total) if chance.random() < 0.08 else total
    pit_lap = chance.randint(3, total - 1) if total > 6 else None
    for lap_number in range(1, retires_after + 1):
        is_pit_lap = lap_number == pit_lap
        seconds = pace + chance.gauss(0, 0.35) + (21.5 if is_pit_lap else 0)
        not_timed = chance.random() < 0.02
        yield session_id, driver_number, lap_number, "" if not_timed else f"{seconds:.3f}", str(is_pit_lap).lower()


def write(name, header, rows):
    with open(SEEDS / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
