using EdgeAgent.Models.Gguf.Engine;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class CpuTopologyTests
{
    [Fact]
    public void Hardware_threads_of_one_core_count_once_and_quota_limits()
    {
        var directory = Directory.CreateTempSubdirectory("edgeagent-cpu-");
        try
        {
            for (var cpu = 0; cpu < 8; cpu++)
            {
                var topology = directory.CreateSubdirectory($"cpu{cpu}/topology");
                File.WriteAllText(
                    Path.Combine(topology.FullName, "thread_siblings_list"), $"{cpu % 4},{(cpu % 4) + 4}\n");
            }
            Assert.Equal(4, CpuTopology.PhysicalCores(directory.FullName, 8));
            Assert.Equal(2, CpuTopology.PhysicalCores(directory.FullName, 2));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Without_a_list_every_processor_counts()
    {
        Assert.Equal(3, CpuTopology.PhysicalCores("/nowhere", 3));
    }

    [Fact]
    public void A_tiny_model_gets_one_thread()
    {
        Assert.Equal(1, CpuTopology.ThreadsFor(1 << 20));
        Assert.Equal(CpuTopology.PhysicalCores(), CpuTopology.ThreadsFor(1L << 40));
    }
}
