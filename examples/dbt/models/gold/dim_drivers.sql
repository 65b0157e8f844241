select
    driver_number,
    full_name,
    code,
    team
from {{ ref('silver_drivers') }}
