using System.IO.Pipelines;

namespace EdgeAgent.Hub.Broker;

/// <summary>A connection's pipes with the guard in front of the reading one.</summary>
internal sealed class GuardedTransport(FrameGuardReader input, PipeWriter output) : IDuplexPipe
{
    public PipeReader Input => input;

    public PipeWriter Output => output;
}
