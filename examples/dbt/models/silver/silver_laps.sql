{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='lap_id') }}

select
    session_id || '-' || driver_number || '-' || lap_number as lap_id,
    session_id,
    driver_number,
    lap_number,
    lap_seconds,
    is_pit_lap,
    loaded_at
from {{ ref('bronze_laps') }}
where lap_seconds is not null
{% if is_incremental() %}
    and loaded_at > (select coalesce(max(loaded_at), '1970-01-01'::timestamptz) from {{ this }})
{% endif %}
