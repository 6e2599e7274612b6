using EdgeAgent.Edge.Service;

return await AgentProgram.MainAsync(args);
