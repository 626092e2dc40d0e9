-- An index in memory that is behind takes in what was recorded since, instead of being filled anew (ADR 0009): rows are found by
-- when they began to be known, and by when they ceased to be. Tables of a projection that was rebuilt have indexes of other names.
do $$
declare
    live text := (select projection.live from public.projection);
    rows text;
    known text;
begin
    foreach rows in array array['unit_version', 'ended_unit_version', 'function_version', 'ended_function_version',
                                'link_version', 'ended_link_version'] loop
        execute format('create index on %I.%I (organisation, lower(recorded)) where upper_inf(recorded)', live, rows);
        execute format('create index on %I.%I (organisation, upper(recorded)) where not upper_inf(recorded)', live, rows);
        for known in
            select indexrelid::regclass::text from pg_index
             where indrelid = format('%I.%I', live, rows)::regclass
               and indnatts = 1 and pg_get_expr(indpred, indrelid) like '%NOT upper_inf%'
        loop
            execute 'drop index ' || known;
        end loop;
    end loop;
end
$$;
