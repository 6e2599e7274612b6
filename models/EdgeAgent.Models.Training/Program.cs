using EdgeAgent.Models.Training.Run;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, c => { c.Cancel = true; stop.Cancel(); });
var folder = new RunFolder(args[1]);
var options = folder.Options(args[0] == "short" ? RunOptions.Short : new RunOptions());
using var run = new TrainingRun(folder, options, Environment.ProcessorCount, TimeProvider.System, Console.Out);
run.Run(stop.Token);
