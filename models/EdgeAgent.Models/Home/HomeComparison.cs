namespace EdgeAgent.Models.Home;

/// <summary>How a call compares or sets.</summary>
public enum HomeComparison
{
    /// <summary>Is, or becomes: <c>=</c>.</summary>
    Equal,

    /// <summary>Below: <c>&lt;</c>.</summary>
    Below,

    /// <summary>Above: <c>&gt;</c>.</summary>
    Above,
}
