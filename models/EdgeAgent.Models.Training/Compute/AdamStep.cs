namespace EdgeAgent.Models.Training.Compute;

/// <summary>Numbers of one AdamW step.</summary>
/// <param name="Beta1">Share of the old mean.</param>
/// <param name="Beta2">Share of the old mean square.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="Clip">Factor of the gradient.</param>
/// <param name="Correct1">Undoes the zero start of the mean.</param>
/// <param name="Correct2">Undoes the zero start of the mean square.</param>
internal sealed record AdamStep(float Beta1, float Beta2, float Rate, float Clip, float Correct1, float Correct2);
