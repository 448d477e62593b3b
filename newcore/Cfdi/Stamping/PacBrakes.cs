namespace Strangler.Cfdi.Stamping;

/// <summary>
/// Leaves PACs that fail alone for a while: after some failures in a row nothing is sent to one, then one document
/// tries it, and only when that goes well do others follow. Of one process; safe for many threads.
/// </summary>
/// <param name="pacs">In the order of preference.</param>
/// <param name="changed">Told when a PAC is left alone (true) and when it works again (false).</param>
public sealed class PacBrakes(
    IReadOnlyList<string> pacs, StampingSettings settings, Action<string, bool>? changed = null)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Brake> _brakes = pacs.ToDictionary(pac => pac, _ => new Brake());

    /// <summary>All, in the order of preference.</summary>
    public IReadOnlyList<string> Pacs => pacs;

    /// <summary>Those that may be asked.</summary>
    public IReadOnlyList<string> Free
    {
        get
        {
            lock (_lock)
            {
                return [.. pacs.Where(pac => !_brakes[pac].IsOn)];
            }
        }
    }

    /// <summary>Those that one document may try now.</summary>
    public IReadOnlyList<string> ToTry(DateTimeOffset now)
    {
        lock (_lock)
        {
            return [.. pacs.Where(pac => _brakes[pac] is { IsOn: true, Trial: null } brake && brake.Until <= now)];
        }
    }

    /// <summary>How long until the next may be tried; null while none is left alone.</summary>
    public TimeSpan? WaitAt(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _brakes.Values.Where(brake => brake.IsOn).Select(brake => (TimeSpan?)(brake.Until - now)).Min();
        }
    }

    public bool IsOn(string pac)
    {
        lock (_lock)
        {
            return _brakes.GetValueOrDefault(pac) is { IsOn: true };
        }
    }

    /// <summary>This document is the one that tries it.</summary>
    public void Try(string pac, long document)
    {
        lock (_lock)
        {
            _brakes[pac].Trial = document;
        }
    }

    public bool IsTrial(string pac, long document)
    {
        lock (_lock)
        {
            return _brakes.GetValueOrDefault(pac) is { IsOn: true } brake && brake.Trial == document;
        }
    }

    /// <summary>Whether the PAC may be called about this document.</summary>
    public bool Lets(string pac, long document) => !IsOn(pac) || IsTrial(pac, document);

    /// <summary>A call came to its end.</summary>
    public void Ended(string pac, long document, StampOutcome outcome, DateTimeOffset now)
    {
        bool? change = null;
        lock (_lock)
        {
            if (_brakes.GetValueOrDefault(pac) is not { } brake)
            {
                return;
            }

            bool wasOn = brake.IsOn;
            if (outcome is StampOutcome.NotFound)
            {
                // Questions are often answered where nothing is stamped: neither good nor bad.
                brake.Trial = brake.Trial == document ? null : brake.Trial;
            }
            else if (!IsFailure(outcome))
            {
                brake.Release();
            }
            else if (!wasOn ? ++brake.Failures >= settings.BrakeAfter : brake.Trial == document)
            {
                brake.Pull(now, settings);
            }

            change = wasOn == brake.IsOn ? null : brake.IsOn;
        }

        if (change is { } on)
        {
            changed?.Invoke(pac, on);
        }
    }

    /// <summary>The document that was to try it made no call after all: another one may.</summary>
    public void GaveUp(string pac, long document)
    {
        lock (_lock)
        {
            if (_brakes.GetValueOrDefault(pac) is { } brake && brake.Trial == document)
            {
                brake.Trial = null;
            }
        }
    }

    /// <summary>A PAC that refuses a document is at work.</summary>
    public static bool IsFailure(StampOutcome outcome) => outcome is StampOutcome.Unavailable or StampOutcome.Unknown;

    private sealed class Brake
    {
        public int Failures { get; set; }

        public long? Trial { get; set; }

        public DateTimeOffset Until { get; private set; }

        public bool IsOn => Pause > TimeSpan.Zero;

        private TimeSpan Pause { get; set; }

        public void Pull(DateTimeOffset now, StampingSettings settings)
        {
            Pause = IsOn ? Pause + Pause : settings.FirstBrake;
            Pause = Pause < settings.LongestBrake ? Pause : settings.LongestBrake;
            Until = now + Pause;
            Trial = null;
        }

        public void Release() => (Failures, Trial, Pause) = (0, null, TimeSpan.Zero);
    }
}
