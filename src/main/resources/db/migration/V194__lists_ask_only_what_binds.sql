-- As before, but territory and year are conditions of who asks: what may be void hides from the planner that there is an index.
drop function sheets_at(timestamptz, boolean, text[], text[], int);
create function sheets_at(present timestamptz)
    returns table (id uuid, year int, ats text, region text, module text, level text, body_name text, sequence int,
                   dueness text, state text, effective_state text, state_since timestamptz, compiler text, asked int,
                   answered int, empty boolean, saved_at timestamptz, process_instance_id text, deadline timestamptz,
                   progress text, expected boolean)
    language sql stable
    as $$
        select s.id, s.year, s.ats, s.region, s.module, s.level, s.body_name, s.sequence, s.dueness, s.state,
               case when s.state in ('FINALIZED', 'WITHDRAWN', 'LAPSED') or p.deadline > present then s.state
                    else 'LAPSED' end,
               s.state_since, s.compiler, s.asked, s.answered,
               s.declared_empty or (s.contents_empty and s.state in ('JUSTIFYING', 'IN_REVIEW', 'READY', 'FINALIZED')),
               s.saved_at, s.process_instance_id, p.deadline,
               case when s.state in ('FINALIZED', 'WITHDRAWN', 'LAPSED') or p.deadline <= present then 'ENDED'
                    when s.state = 'COMPILING' and not s.touched
                         then case when s.dueness = 'REQUIRED' then 'NOT_STARTED' else 'NOT_NEEDED' end
                    when s.state not in ('COMPILING', 'RETURNED') then 'SENT_ON'
                    when s.answered < s.asked and not s.declared_empty then 'PARTIAL'
                    else 'COMPLETE' end,
               s.dueness = 'REQUIRED' or s.touched
        from sheet s
        left join (select distinct sheet_id from collection_window
                   where sheet_id is not null and superseded_at is null) x on x.sheet_id = s.id
        cross join lateral window_of(s.year, s.module, s.region, s.ats,
                                     coalesce(x.sheet_id, '00000000-0000-0000-0000-000000000000')) p
        where s.id not in (select o.id from superseded_sheet o)
    $$;

-- Few sheets go on from another: of the whole column the planner expects many.
drop index sheet_by_predecessor;
create index sheet_by_predecessor on sheet (predecessor) where predecessor is not null;
