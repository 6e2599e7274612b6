namespace EdgeAgent.Models.Home;

/// <summary>Why a call is not run.</summary>
public enum HomeDeclineReason
{
    /// <summary>The model's text is no call.</summary>
    NotUnderstood,

    /// <summary>No tool for it; the field is one of <see cref="HomeWords.Fields"/>.</summary>
    NoTool,

    /// <summary>This tool is not offered to the caller.</summary>
    NotOffered,

    /// <summary>Nothing of that name.</summary>
    NoSuchName,

    /// <summary>No such room.</summary>
    NoSuchRoom,

    /// <summary>Nothing of that kind there.</summary>
    NothingThere,

    /// <summary>It exists and cannot do that.</summary>
    CannotDoThat,

    /// <summary>The value is out of range or no value.</summary>
    BadValue,
}
