select * from {{ ref('raw_drivers') }}
