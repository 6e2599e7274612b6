namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/cmd</c>, never retained: something to do. The same id is done once, however often it comes, for seven days.</summary>
/// <param name="Id">Names the command; answers carry it.</param>
/// <param name="Op">What to do.</param>
/// <param name="Args">With what.</param>
/// <param name="Exp">Unix milliseconds after which it is refused.</param>
public sealed record DeviceCommand(CommandId Id, CommandOp Op, CommandArgs Args, long Exp) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Text(Args.Name, "args", WireLimits.PointTextChars);
        WireCheck.Range(Args.Value ?? 0, "args", double.MinValue, double.MaxValue);
        if (Op == CommandOp.Set && (Args.Point is null || Args.Value is null))
        {
            throw new WireFormatException("A set has no point or no value.");
        }
        if (Op == CommandOp.Run && Args.Name is null)
        {
            throw new WireFormatException("A run has no name.");
        }
    }
}
