select
    customer_id,
    customer_name,
    case when lifetime_value >= 1000 then 'gold' else 'plain' end as segment
from {{ ref('slvr_customers') }}
