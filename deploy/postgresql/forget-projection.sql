-- To be run in mandatum_query while the services are down: the query side forgets what it made from the log and how far it has come,
-- and makes it anew when it starts. Webhooks stay. Needed only after a restore that lost events (docs/operations.md).
do $$
declare
    forgotten text;
begin
    for forgotten in
        select format('%I.%I', schemaname, tablename) from pg_tables
         where schemaname = (select live from public.projection)
    loop
        execute 'truncate ' || forgotten || ' cascade';
    end loop;
    truncate public.projection_rebuild;
end
$$;
