-- Keeps what a step decided: the snapshot, and when the job is due again. Who no longer holds the job changes
-- nothing. To do it twice is as good as once: the answer to the first may have been lost.
-- KEYS: due, job    ARGV: job id, fence, snapshot, due in ms    Returns: 1 where it was kept
if redis.call('HGET', KEYS[2], 'fence') ~= ARGV[2] then return 0 end
if redis.call('HEXISTS', KEYS[2], 'outcome') == 1 then return 0 end
redis.call('HSET', KEYS[2], 'snapshot', ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
return 1
