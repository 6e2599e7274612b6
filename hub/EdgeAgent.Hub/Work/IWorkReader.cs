namespace EdgeAgent.Hub.Work;

/// <summary>Where an answer comes from, piece by piece.</summary>
internal interface IWorkReader
{
    /// <summary>Waits for more of the answer. Calling it says that the batch before has reached the client.</summary>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    ValueTask<WorkBatch> ReadAsync(CancellationToken cancellationToken);
}
