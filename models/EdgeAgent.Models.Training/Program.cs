using System.CommandLine;
using EdgeAgent.Models.Training;

// On a signal a run ends its step and saves its state first, however busy the machine is.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) };
return await TrainingCommandLine.Build(TimeProvider.System, Console.Out).Parse(args).InvokeAsync(invocation);
