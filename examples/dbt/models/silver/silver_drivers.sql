select
    driver_number,
    full_name,
    upper(code) as code,
    trim(team) as team
from {{ ref('bronze_drivers') }}
