select
    customer_id,
    trim(customer_name) as customer_name
from {{ source('adventureworks', 'customers') }}
