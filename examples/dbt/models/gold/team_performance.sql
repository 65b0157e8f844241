select
    team,
    count(distinct session_id)::integer as sessions,
    sum(laps)::integer as laps,
    min(best_lap_seconds) as best_lap_seconds,
    {{ '-' if points_are_negative() }}sum(points)::integer as points
from {{ ref('driver_session_summary') }}
group by team
