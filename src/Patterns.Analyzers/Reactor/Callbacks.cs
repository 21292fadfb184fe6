using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Handlers that native code calls back.</summary>
internal static class Callbacks
{
    private static readonly string[] Names = ["callback", "listener", "signal_connect"];

    /// <summary>True for a type that gives a delegate to an import, or a handler to a function of a binding that is named for it.</summary>
    public static bool AreRegisteredBy(TypeFacts type) => type.AllBodies.Any(body => body.Calls.Any(IsRegistration));

    private static bool IsRegistration(Call call) => call.Arguments.Length > 0
        && (call.Target is { } target && Demultiplexer.EntryPointOf(target) is not null
            ? call.Arguments.Any(argument => argument.Type?.TypeKind == TypeKind.Delegate || argument is IDelegateCreationOperation)
            : Names.Any(name => call.Name.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0));
}
