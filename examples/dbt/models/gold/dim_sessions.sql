select
    session_id,
    circuit,
    country,
    session_type,
    started_at,
    total_laps
from {{ ref('silver_sessions') }}
