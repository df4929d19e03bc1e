import { createHash } from 'node:crypto';
import type { RedisClient } from './redis-connection.ts';

/** A program that Redis runs in one step, so that no other process sees or changes anything in between. */
export interface Script {
  text: string;
  sha: string;
}

/**
 * Redis keeps, all names after `practice-tenant`:
 * - `:<key>` the value as JSON. If it's in a line, the name of the line comes before it.
 * - `-index:<family>` the keys of the family by when they expire, so that a list reads no others.
 * - `-lines:<name>` the keys of a line by their last use.
 * - `-scope:<scope>` a field for each family of the scope, for `clear`.
 * A scope also has what its limits need; `written` and `staying` are fields of `-scope:<scope>` too:
 * - `-order:<family>` the keys that expire, in the order of writing: the number of the write × span + bytes.
 *   The size has to be kept because the value may be gone by the time it's subtracted.
 * - in the family's field, the bytes of what expires; in `staying`, the bytes of what stays.
 */
const common = `
local span = 131072
local function scopeOf(key) return string.match(key, '^[^/:]*:') or '' end
local function familyOf(key) return string.match(key, '^[^/]*/') or scopeOf(key) end
local function lineOf(text) return text and string.match(text, '^line ([^\\n]*)\\n') end
local function valueKey(key) return 'practice-tenant:' .. key end
local function indexKey(family) return 'practice-tenant-index:' .. family end
local function orderKey(family) return 'practice-tenant-order:' .. family end
local function lineKey(name) return 'practice-tenant-lines:' .. name end
local function scopeKey(scope) return 'practice-tenant-scope:' .. scope end
local function microseconds()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end
-- Subtracts what an entry counts for.
local function discount(key, text)
  local scope, family = scopeOf(key), familyOf(key)
  if scope == '' then return end
  local written = redis.call('ZSCORE', orderKey(family), key)
  if written then
    redis.call('ZREM', orderKey(family), key)
    redis.call('HINCRBY', scopeKey(scope), family, -(written % span))
  elseif text then
    redis.call('HINCRBY', scopeKey(scope), 'staying', -#text)
  end
end
local function forget(key)
  local text = redis.call('GET', valueKey(key))
  local line = lineOf(text)
  -- First, because Redis always lets it pass, and without memory refuses to begin with a sum.
  redis.call('DEL', valueKey(key))
  discount(key, text)
  redis.call('ZREM', indexKey(familyOf(key)), key)
  if line then redis.call('ZREM', lineKey(line), key) end
  return line
end
`;

const script = (body: string): Script => {
  const text = common + body;
  return { text, sha: createHash('sha1').update(text).digest('hex') };
};

/**
 * Writes a value: key, JSON, milliseconds or '', 'add' or 'set', line, most of the line, and the five
 * limits. SET comes before any other write, because Redis refuses for want of memory only what has
 * written nothing yet. @returns why not, and for 'add' what is kept
 */
export const write = script(`
local key, text, life, how, line = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local scope, family = scopeOf(key), familyOf(key)
local old = redis.call('GET', valueKey(key))
if how == 'add' and old then return {false, old} end
local ofFamily, inAll, bytesInAll = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local mostPassing, mostBytes = tonumber(ARGV[10]), tonumber(ARGV[11])
local oldLine = lineOf(old)
if line ~= '' or oldLine then
  text = 'line ' .. (line ~= '' and line or oldLine) .. '\\n' .. text
end

if ofFamily and not life then
  local stayed = old and not redis.call('ZSCORE', orderKey(family), key)
  if not stayed then
    if redis.call('ZCOUNT', indexKey(family), '+inf', '+inf') >= ofFamily then return {'family'} end
    local count = 0
    for _, field in ipairs(redis.call('HKEYS', scopeKey(scope))) do
      count = count + redis.call('ZCOUNT', indexKey(field), '+inf', '+inf')
    end
    if count >= inAll then return {'scope'} end
  end
  local more = #text - (stayed and #old or 0)
  local bytes = tonumber(redis.call('HGET', scopeKey(scope), 'staying') or 0)
  if more > 0 and bytes + more > bytesInAll then return {'bytes'} end
end

if life then
  redis.call('SET', valueKey(key), text, 'PX', life)
else
  redis.call('SET', valueKey(key), text)
end
local now = microseconds()
local milliseconds = math.floor(now / 1000)
discount(key, old)
redis.call('HSETNX', scopeKey(scope), family, 0)
redis.call('ZADD', indexKey(family), life and milliseconds + life or '+inf', key)
if scope ~= '' and life then
  local number = redis.call('HINCRBY', scopeKey(scope), 'written', 1)
  redis.call('ZADD', orderKey(family), number * span + #text, key)
  redis.call('HINCRBY', scopeKey(scope), family, #text)
elseif scope ~= '' then
  redis.call('HINCRBY', scopeKey(scope), 'staying', #text)
end

if line ~= '' then
  if oldLine and oldLine ~= line then redis.call('ZREM', lineKey(oldLine), key) end
  redis.call('ZADD', lineKey(line), now, key)
  if not life then
    redis.call('PERSIST', lineKey(line))
  elseif redis.call('ZCARD', lineKey(line)) == 1 or redis.call('PTTL', lineKey(line)) > 0 then
    redis.call('PEXPIRE', lineKey(line), math.max(life, redis.call('PTTL', lineKey(line))))
  end
  local tooMany = redis.call('ZCARD', lineKey(line)) - tonumber(ARGV[6])
  if tooMany > 0 then
    for _, used in ipairs(redis.call('ZRANGE', lineKey(line), 0, tooMany - 1)) do
      forget(used)
      redis.call('ZREM', lineKey(line), used)
    end
  end
end

for _, lapsed in ipairs(redis.call('ZRANGEBYSCORE', indexKey(family), '-inf', milliseconds, 'LIMIT', 0, 100)) do
  forget(lapsed)
end
if mostPassing and life then
  while redis.call('ZCARD', orderKey(family)) > mostPassing
    or tonumber(redis.call('HGET', scopeKey(scope), family)) > mostBytes do
    local oldest = redis.call('ZRANGE', orderKey(family), 0, 0)[1]
    if oldest == nil or oldest == key then break end
    forget(oldest)
  end
end
return {false, how == 'add' and text or nil}
`);

/** Removes keys. */
export const remove = script(`
for _, key in ipairs(ARGV) do forget(key) end
`);

/** Removes those keys from the index that have expired. */
export const dropLapsed = script(`
for _, key in ipairs(ARGV) do
  if redis.call('EXISTS', valueKey(key)) == 0 then forget(key) end
end
`);

/** Moves a key to the end of its line: line, key. */
export const use = script(`
redis.call('ZADD', lineKey(ARGV[1]), 'XX', microseconds(), ARGV[2])
`);

/** Removes a part of a scope: so much that nobody waits long. @returns 1 while there is more */
export const clearSome = script(`
local scope, left = ARGV[1], tonumber(ARGV[2])
for _, family in ipairs(redis.call('HKEYS', scopeKey(scope))) do
  for _, key in ipairs(redis.call('ZRANGE', indexKey(family), 0, left - 1)) do
    local line = forget(key)
    -- The names of lapsed keys may still be in it.
    if line then redis.call('DEL', lineKey(line)) end
    left = left - 1
  end
  if left <= 0 then return 1 end
end
redis.call('DEL', scopeKey(scope))
return 0
`);

/** Adds entries to the index that an earlier version wrote without one. */
export const index = script(`
local now = math.floor(microseconds() / 1000)
for _, key in ipairs(ARGV) do
  local life = redis.call('PTTL', valueKey(key))
  if life ~= -2 then
    redis.call('HSETNX', scopeKey(scopeOf(key)), familyOf(key), 0)
    redis.call('ZADD', indexKey(familyOf(key)), life == -1 and '+inf' or now + life, key)
  end
end
`);

/** Sends only the name of a script, unless Redis doesn't know it (anymore). */
export async function run(
  client: RedisClient,
  { sha, text }: Script,
  args: readonly string[],
): Promise<unknown> {
  const options = { arguments: [...args] };
  try {
    return await client.evalSha(sha, options);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return client.eval(text, options);
  }
}
