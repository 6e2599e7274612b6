using EdgeAgent.Models.Training;

return await TrainingCommandLine.Build(TimeProvider.System, Console.Out).Parse(args).InvokeAsync();
