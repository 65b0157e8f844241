select
    sessions.*,
    (select max(loaded_at) from {{ source('raw', 'session_loads') }} where table_name = 'raw_sessions') as loaded_at
from {{ ref('raw_sessions') }} as sessions
