namespace Strangler.Core.Valves;

/// <summary>What to do about a valve now.</summary>
public abstract record ValveStep
{
    private ValveStep()
    {
    }

    /// <summary>First keep the command as it is after this, then send it: who dies between has sent nothing.</summary>
    public sealed record Send(ValveCommand After) : ValveStep;

    /// <summary>Keep the command as it is after this, then ask the valve for its state.</summary>
    /// <param name="Void">And tell it not to act on the command any more: there is a newer wish.</param>
    public sealed record Ask(ValveCommand After, bool Void) : ValveStep;

    /// <summary>A command ends without being sent; there may be more to do.</summary>
    public sealed record End(ValveCommand After) : ValveStep;

    /// <param name="Until">Null: until something is ordered or heard.</param>
    public sealed record Wait(DateTimeOffset? Until) : ValveStep;
}
