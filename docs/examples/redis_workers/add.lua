-- Adds a job, due at once. A job that was added before, ended or not, is left as it is.
-- KEYS: due, job    ARGV: job id    Returns: 1 where it was added
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
local time = redis.call('TIME')
redis.call('HSET', KEYS[2], 'fence', 0)
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
return 1
