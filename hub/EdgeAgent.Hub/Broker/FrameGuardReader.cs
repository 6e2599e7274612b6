using System.IO.Pipelines;

namespace EdgeAgent.Hub.Broker;

/// <summary>Reads for the broker, and refuses a packet by its header before its body is waited for.</summary>
/// <remarks>The broker consumes whole packets only, so each buffer begins at a packet's start.</remarks>
internal sealed class FrameGuardReader(PipeReader inner) : PipeReader
{
    private volatile bool _connected;

    /// <summary>The CONNECT was accepted.</summary>
    public void Accept() => _connected = true;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await inner.ReadAsync(cancellationToken);
        Check(result);
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result))
        {
            return false;
        }
        Check(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
        inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private void Check(ReadResult result)
    {
        if (MqttFrame.Check(result.Buffer, _connected) is { } fault)
        {
            throw new ClientFaultException(fault);
        }
    }
}
