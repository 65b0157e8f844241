with driven as (
    select
        session_id,
        driver_number,
        team,
        count(*) as laps,
        max(lap_number) as last_lap,
        min(lap_seconds) as best_lap_seconds,
        sum(lap_seconds) as total_seconds
    from {{ ref('fact_laps') }}
    group by all
),

placed as (
    select
        driven.*,
        sessions.session_type,
        row_number() over (
            partition by driven.session_id order by driven.last_lap desc, driven.total_seconds / driven.laps
        ) as position
    from driven
    inner join {{ ref('dim_sessions') }} as sessions using (session_id)
)

select
    session_id,
    driver_number,
    team,
    laps,
    best_lap_seconds,
    total_seconds,
    position::integer as position,
    (case
        when session_type = 'race' then coalesce([25, 18, 15, 12, 10, 8, 6, 4, 2, 1][position], 0)
        when session_type = 'sprint' then greatest(9 - position, 0)
        else 0
    end)::integer as points
from placed
