-- Writes the end of a job into the record, once. Who no longer holds the job changes nothing. To do it twice is as
-- good as once: the answer to the first may have been lost.
-- KEYS: due, job, record    ARGV: job id, fence, outcome, line of the record    Returns: 1 where it has ended so
if redis.call('HGET', KEYS[2], 'fence') ~= ARGV[2] then return 0 end
if redis.call('HSETNX', KEYS[2], 'outcome', ARGV[3]) == 0 then return 1 end
redis.call('HDEL', KEYS[2], 'snapshot')
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('RPUSH', KEYS[3], ARGV[4])
return 1
