using Microsoft.Extensions.Logging;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>Log lines for a person at a terminal: time, message, and of a failure what it says.</summary>
internal sealed class LineLogger(TextWriter error) : ILogger
{
    private readonly Lock _lock = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        string reason = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
        lock (_lock)
        {
            error.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {formatter(state, exception)}{reason}");
        }
    }
}
