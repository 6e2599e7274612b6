using EdgeAgent.Hub.Service;

var parsed = HubCommandLine.Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
