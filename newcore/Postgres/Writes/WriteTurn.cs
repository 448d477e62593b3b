namespace Strangler.Postgres.Writes;

/// <summary>What is to be done with a write that has arrived.</summary>
public abstract record WriteTurn
{
    private WriteTurn()
    {
    }

    /// <summary>Do it, and say how it ended.</summary>
    /// <param name="Attempt">Who says another one is too late: somebody else has taken it over.</param>
    /// <param name="IsNative">Its owner, whatever the routes say by now.</param>
    public sealed record Mine(long Id, int Attempt, bool IsNative) : WriteTurn;

    /// <summary>It was done: this was the answer.</summary>
    public sealed record Done(KeptAnswer Answer, bool IsNative) : WriteTurn;

    /// <summary>Somebody is doing it.</summary>
    public sealed record Busy : WriteTurn;

    /// <summary>Legacy was asked, and it is not known whether it did it.</summary>
    public sealed record Unknown : WriteTurn;

    /// <summary>Its names stand for something else.</summary>
    public sealed record OtherContent : WriteTurn;
}
