{{ config(tags=['guardrail'], meta={'domain': 'standings'}) }}
select session_id, count(*) as winners
from {{ ref('driver_session_summary') }}
where position = 1
group by session_id
having count(*) <> 1
