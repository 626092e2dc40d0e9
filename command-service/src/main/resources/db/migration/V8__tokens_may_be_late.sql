-- Who follows the log notes how far it has come after each batch. Should the database crash before that is on disk, the batch
-- is seen again, which whoever follows the log takes anyway (ADR 0008); to wait for the disk each time would only hold up news.
create function token_may_be_late() returns trigger language plpgsql as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    return new;
end
$$;

create trigger token_may_be_late before update on publisher_token
    for each row execute function token_may_be_late();
