using EdgeAgent.Benchmarks;
using EdgeAgent.Benchmarks.AgentFootprint;
using EdgeAgent.Benchmarks.AnswerPath;
using EdgeAgent.Benchmarks.ManyDevices;
using EdgeAgent.Benchmarks.Pairing;

// One benchmark answers one question and prints one table; `all` runs them one after the other.
IBenchmark[] benchmarks = [new AnswerPathBenchmark(), new AgentFootprintBenchmark(), new ManyDevicesBenchmark(), new PairingBenchmark()];

var asked = args.FirstOrDefault() ?? "";
var chosen = benchmarks.Where(b => asked is "all" || asked == b.Name).ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/EdgeAgent.Benchmarks -- all | NAME");
    foreach (var benchmark in benchmarks)
    {
        Console.Error.WriteLine($"  {benchmark.Name,-10} {benchmark.Question}");
    }
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
foreach (var benchmark in chosen)
{
    Console.WriteLine($"\n## {benchmark.Name}: {benchmark.Question}\n");
    await benchmark.RunAsync(Console.Out, stop.Token);
}
return 0;
