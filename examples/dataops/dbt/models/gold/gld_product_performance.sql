select
    category,
    sum(times_ordered) as times_ordered
from {{ ref('slvr_products') }}
group by category
