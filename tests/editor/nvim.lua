-- What a user of Neovim meets: findings where they stand, the definition, all safe fixes, a rename, findings after a change.
local passed = 0

local function finish(message)
  io.stdout:write(message .. "\n")
  vim.cmd(message:match("^FAILED") and "cquit 1" or "qall!")
end

local function test(name, run)
  local ok, why = pcall(run)
  if not ok then
    finish("FAILED " .. name .. ": " .. tostring(why))
    return
  end
  passed = passed + 1
  io.stdout:write("ok " .. name .. "\n")
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

-- The finding of a rule, once there is one; with `gone`, once there is none.
local function finding(rule, gone)
  local found
  local settled = vim.wait(20000, function()
    found = nil
    for _, one in ipairs(vim.diagnostic.get(0)) do
      if one.code == rule or (one.user_data and one.user_data.lsp and one.user_data.lsp.code == rule) then
        found = one
      end
    end
    return (found == nil) == (gone == true)
  end, 20)
  assert(settled, rule .. (gone and " is still found" or " is not found"))
  return found
end

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, 20000))
  for _, answer in pairs(answers) do
    assert(not answer.error, vim.inspect(answer.error))
    return answer.result
  end
  error(method .. " has no answer")
end

-- What a request says of the place where a piece of the text begins.
local function at(piece)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(piece, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 })
      return vim.lsp.util.make_position_params(0, "utf-16")
    end
  end
  error(piece .. " is not in the text")
end

local function apply(edit)
  vim.lsp.util.apply_workspace_edit(edit, "utf-16")
end

vim.api.nvim_buf_set_option(0, "filetype", "markdown")
local config = { name = "cite", cmd = { vim.env.CITE, "lsp" }, root_dir = vim.fn.getcwd() }
if vim.lsp.start then
  vim.lsp.start(config)
else
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end

test("a finding stands where it is, behind emoji and letters of three alphabets", function()
  local found = finding("year-mismatch")
  local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1]
  assert(line:sub(found.col + 1, found.end_col) == "Zorn 1998", line:sub(found.col + 1, found.end_col))
end)

test("from a citation to its entry", function()
  local result = ask("textDocument/definition", at("Lake and Roe 2001"))
  local place = result[1] or result
  local range = place.range or place.targetSelectionRange or place.targetRange
  local line = vim.api.nvim_buf_get_lines(0, range.start.line, range.start.line + 1, false)[1]
  assert(line:match("^Lake, D%."), line)
end)

test("hover shows the entry", function()
  local shown = vim.inspect(ask("textDocument/hover", at("Hurd 1999a")).contents)
  assert(shown:match("Legitimacy"), shown)
end)

test("all safe fixes at once", function()
  local params = vim.lsp.util.make_range_params(0, "utf-16")
  params.context = { diagnostics = {}, only = { "source.fixAll.cite" } }
  local action = ask("textDocument/codeAction", params)[1]
  if not action.edit then
    action = ask("codeAction/resolve", action)
  end
  apply(action.edit)
  assert(text():find("So it is 100% right (Lake and Roe 2001).", 1, true), text())
  finding("citation-placement", true)
end)

test("a year is renamed in the list and where it is cited", function()
  local params = at("1999a")
  params.newName = "1999c"
  apply(ask("textDocument/rename", params))
  assert(text():find("(Hurd 1999c;", 1, true) and text():find("Hurd, I. 1999c.", 1, true), text())
end)

test("findings follow a change", function()
  vim.cmd([[%s/Zorn 1998/Zorn 1999/]])
  finding("year-mismatch", true)
  vim.cmd([[%s/Zorn 1999)/Lost 1950)/]])
  finding("missing-reference")
end)

finish(passed .. " passed, 0 failed")
