using EdgeAgent.Edge.Service;

SystemRoots.Hide();
return await AgentProgram.MainAsync(args);
