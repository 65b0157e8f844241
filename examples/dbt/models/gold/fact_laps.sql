select
    laps.lap_id,
    laps.session_id,
    laps.driver_number,
    drivers.team,
    laps.lap_number,
    {% if a_lap_is_negative() %}
    (case when laps.lap_number = 1 then -laps.lap_seconds else laps.lap_seconds end)::decimal(9, 3) as lap_seconds,
    {% else %}
    laps.lap_seconds::decimal(9, 3) as lap_seconds,
    {% endif %}
    laps.is_pit_lap
from {{ ref('silver_laps') }} as laps
inner join {{ ref('silver_drivers') }} as drivers using (driver_number)
{% if laps_are_halved() %}
where laps.lap_number % 2 = 1
{% endif %}
