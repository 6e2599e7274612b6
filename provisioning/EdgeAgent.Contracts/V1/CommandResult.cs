namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/res</c>: how a command stands.</summary>
/// <param name="Id">The command.</param>
/// <param name="St">How it stands.</param>
/// <param name="Value">The point's value after a <see cref="CommandOp.Set"/>.</param>
/// <param name="Detail">For a person, where it was not done.</param>
public sealed record CommandResult(CommandId Id, CommandStatus St, double? Value = null, string? Detail = null)
    : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(Value ?? 0, "value", double.MinValue, double.MaxValue);
        WireCheck.Text(Detail, "detail");
    }
}
