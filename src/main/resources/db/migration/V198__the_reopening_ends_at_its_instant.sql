-- Of the sheets that stood one after the other in the same place, the ones that another stands for at an instant: the newest
-- counts, unless it has ended without a transmission (an open one ends at its deadline, whether or not a timer has run) and
-- an earlier one has one. Only there is the deadline asked.
create function superseded_at(present timestamptz)
    returns table (id uuid)
    language sql stable rows 100
    as $$
        select case when earlier.state in ('LAPSED', 'WITHDRAWN') then earlier.id
                    when later.state in ('LAPSED', 'WITHDRAWN') then later.id
                    when later.state = 'FINALIZED' then earlier.id
                    when (select w.deadline > present
                          from window_of(later.year, later.module, later.region, later.ats, later.id) w) then earlier.id
                    else later.id end
        from sheet later
        join sheet earlier on earlier.year = later.year and earlier.ats = later.ats and earlier.module = later.module
             and earlier.level = later.level and earlier.body = later.body and earlier.sequence < later.sequence
        where later.sequence > 1
    $$;

-- As before, but the sheet that stands for its place is the one of the very instant asked about.
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
        where s.id not in (select o.id from superseded_at(present) o)
    $$;

drop view superseded_sheet;
