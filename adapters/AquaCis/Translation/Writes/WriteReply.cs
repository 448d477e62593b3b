namespace Strangler.AquaCis.Translation.Writes;

/// <summary>What an answer of legacy to a command means.</summary>
public enum WriteReply
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was refused, in the reply itself: nothing was done.</summary>
    Declined,

    /// <summary>A fault: whether something was done before it is not known.</summary>
    Fault,

    /// <summary>The caller's token was not taken: nothing was done.</summary>
    NotAdmitted,

    /// <summary>No answer of the operation: a page of some server before it, or of its own failure.</summary>
    NoAnswer,
}
