select
    laps.*,
    (select max(loaded_at) from {{ source('raw', 'lap_loads') }} where table_name = 'raw_laps') as loaded_at
from {{ ref('raw_laps') }} as laps
