select
    a.session_id,
    a.driver_number,
    b.driver_number as rival_number,
    count(*)::integer as laps_compared,
    count(*) filter (where a.lap_seconds < b.lap_seconds)::integer as laps_faster
from {{ ref('fact_laps') }} as a
inner join {{ ref('fact_laps') }} as b
    on a.session_id = b.session_id and a.lap_number = b.lap_number and a.driver_number < b.driver_number
group by all
