-- The lists and the dashboard: the sheets a person may see, as they are at an instant.

-- who has compiled what, so that nobody reviews their own work
create index journal_by_compiler on journal (actor, sheet_id)
    where event in ('ANSWERED', 'SUBMITTED', 'EMPTY_DECLARED', 'JUSTIFIED');

-- Sheets of a territory at an instant, with deadline, the state people see and how far the work is. The deadline is asked
-- of window_of alone, once per place and not once per sheet; only a sheet with a window of its own asks for itself. An
-- optional sheet nobody touched is not expected: never missing, late or waited for.
create function sheets_at(present timestamptz, s_nation boolean, s_regions text[], s_ats text[], s_year int)
    returns table (id uuid, year int, ats text, region text, module text, level text, body_name text, sequence int,
                   dueness text, state text, effective_state text, state_since timestamptz, compiler text, asked int,
                   answered int, empty boolean, saved_at timestamptz, process_instance_id text, deadline timestamptz,
                   progress text, expected boolean)
    language sql stable
    as $$
        with seen as materialized (
            select s.*, coalesce(x.sheet_id, '00000000-0000-0000-0000-000000000000') as own
            from (select e.id, e.year, e.ats, e.region, e.module, e.level, e.body_name, e.sequence, e.dueness, e.state,
                         e.state_since, e.compiler, e.asked, e.answered, e.touched, e.declared_empty, e.contents_empty,
                         e.saved_at, e.process_instance_id
                  from sheet e
                  where (s_nation or e.region = any (s_regions) or e.ats = any (s_ats))
                    and (s_year is null or e.year = s_year)) s
            left join (select distinct sheet_id from collection_window
                       where sheet_id is not null and superseded_at is null) x on x.sheet_id = s.id
        ), place as materialized (
            select p.*, w.deadline
            from (select distinct year, module, region, ats, own from seen) p
            cross join lateral window_of(p.year, p.module, p.region, p.ats, p.own) w
        )
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
        from seen s join place p using (year, module, region, ats, own)
    $$;
