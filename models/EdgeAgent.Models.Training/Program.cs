using EdgeAgent.Models.Training.Run;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, c => { c.Cancel = true; stop.Cancel(); });
if (args[0] == "sample") { CorpusSample.Print(EdgeAgent.Models.Training.Corpus.Split.All.First(s => s.Name == args[1]), 60, Console.Out); return; }
var folder = new RunFolder(args[1]);
var options = folder.Options(args[0] == "short" ? RunOptions.Short : new RunOptions());
if (args[0] == "speed") { new SpeedTest(folder, options, Console.Out).Run(); return; }
using var run = new TrainingRun(folder, options, Environment.ProcessorCount, TimeProvider.System, Console.Out);
run.Run(stop.Token);
