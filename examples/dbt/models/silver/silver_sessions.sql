select
    session_id,
    circuit,
    country,
    lower(session_type) as session_type,
    started_at,
    total_laps
from {{ ref('bronze_sessions') }}
