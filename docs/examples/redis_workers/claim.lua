-- Takes the job that has been due the longest, for as long as the lease lasts: until then no other worker gets it, and
-- afterwards any worker may. A claim counts as a request before it is made, so that a quota holds even if a worker dies.
-- KEYS: due, requests    ARGV: prefix of the jobs, lease in ms, then N and period in ms of each quota
-- Returns: now, then job id, fence, snapshot; or now, then when to ask again (nothing where there is no job at all)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if #first == 0 then return { now } end
local id, due = first[1], tonumber(first[2])
if due > now then return { now, due } end

-- At most N in every window: request n comes later than a whole period after request n - N.
local most, free = 0, now
for at = 3, #ARGV, 2 do
    local requests, period = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
    local before = redis.call('LINDEX', KEYS[2], -requests)
    if before then free = math.max(free, before + period + 1) end
    most = math.max(most, requests)
end
if free > now then return { now, free } end
if most > 0 then
    redis.call('RPUSH', KEYS[2], now)
    redis.call('LTRIM', KEYS[2], -most, -1)
end

local job = ARGV[1] .. id
redis.call('ZADD', KEYS[1], now + ARGV[2], id)
return { now, id, redis.call('HINCRBY', job, 'fence', 1), redis.call('HGET', job, 'snapshot') or '' }
