-- What the region may do on behalf of an ATS at an instant: the scope of the delegation in force, the one for the very module
-- first; null when there is none, or only one that nobody has agreed to. Without a module: what concerns all of them.
create function delegation_in_force(s_ats text, s_region text, s_module text, at timestamptz)
    returns text
    language sql stable
    as $$
        select (select d.scope from delegation d
                where d.ats = s_ats and d.region = s_region and d.agreed_at is not null
                  and (d.module is null or d.module = s_module)
                  and d.valid_from <= at and (d.valid_to is null or d.valid_to > at)
                order by d.module is null limit 1)
    $$;
