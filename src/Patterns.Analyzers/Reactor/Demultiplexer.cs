using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>What a wait tells: handles that are ready, operations that are complete, or the next event of a user interface or device.</summary>
internal enum Waiting
{
    Readiness,
    Completion,
    Input,
}

/// <summary>The calls by which a thread waits for many sources at once: entry points of operating systems and event libraries.</summary>
internal static class Demultiplexer
{
    /// <summary>Entry points that bear their meaning in their whole name, with or without a prefix of a binding.</summary>
    private static readonly ImmutableArray<(string Name, Waiting Waiting)> EntryPoints = ImmutableArray.Create(
        ("epoll_wait", Waiting.Readiness), ("epoll_pwait", Waiting.Readiness), ("epoll_pwait2", Waiting.Readiness), ("epollwait", Waiting.Readiness),
        ("kevent", Waiting.Completion),
        ("getqueuedcompletionstatus", Waiting.Completion), ("getqueuedcompletionstatusex", Waiting.Completion),
        ("getmultiplequeuedcompletionstatus", Waiting.Completion),
        ("peek_batch_cqe", Waiting.Completion), ("wait_cqe", Waiting.Completion), ("wait_cqes", Waiting.Completion), ("peek_cqe", Waiting.Completion),
        ("submit_and_wait", Waiting.Completion),
        ("submit_and_wait_timeout", Waiting.Completion), ("io_uring_enter", Waiting.Completion),
        ("msgwaitformultipleobjects", Waiting.Input),
        ("msgwaitformultipleobjectsex", Waiting.Input), ("sdl_pollevent", Waiting.Input), ("sdl_waitevent", Waiting.Input),
        ("sdl_waiteventtimeout", Waiting.Input), ("sdl_peepevents", Waiting.Input),
        ("xnextevent", Waiting.Input), ("xcb_wait_for_event", Waiting.Input), ("xcb_poll_for_event", Waiting.Input), ("wsapoll", Waiting.Readiness));

    /// <summary>Entry points that call who is concerned before they return, and have to be called again and again.</summary>
    private static readonly ImmutableArray<(string Name, Waiting Waiting)> DispatchingEntryPoints = ImmutableArray.Create(
        ("glfwPollEvents", Waiting.Input), ("glfwWaitEvents", Waiting.Input), ("glfwWaitEventsTimeout", Waiting.Input), ("wl_display_dispatch", Waiting.Input),
        ("g_main_context_iteration", Waiting.Input), ("gtk_main_iteration", Waiting.Input), ("libusb_handle_events", Waiting.Completion),
        ("libusb_handle_events_timeout", Waiting.Completion),
        ("libusb_handle_events_completed", Waiting.Completion), ("libusb_handle_events_timeout_completed", Waiting.Completion));

    /// <summary>Entry points whose names mean other things elsewhere: they count only as declared imports.</summary>
    private static readonly ImmutableArray<(string Name, Waiting Waiting)> ShortEntryPoints = ImmutableArray.Create(
        ("poll", Waiting.Readiness), ("ppoll", Waiting.Readiness), ("select", Waiting.Readiness), ("pselect", Waiting.Readiness),
        ("GetMessage", Waiting.Input), ("GetMessageW", Waiting.Input), ("PeekMessage", Waiting.Input), ("PeekMessageW", Waiting.Input));

    /// <summary>Functions that wait and dispatch themselves, and return when the loop ends.</summary>
    private static readonly ImmutableArray<string> Runs = ImmutableArray.Create("uv_run", "g_main_loop_run", "event_base_dispatch", "event_base_loop", "ev_run",
        "gtk_main", "CFRunLoopRun", "CFRunLoopRunInMode");

    /// <summary>What the words of a type must hold for its own code to name an entry point.</summary>
    public static readonly Words Words = new(EntryPoints.Select(point => point.Name).Concat(new[]
    {
        "EPollWait", "EpollWait", "GetQueuedCompletionStatus", "GetQueuedCompletionStatusEx", "GetMultipleQueuedCompletionStatus",
        "MsgWaitForMultipleObjects", "MsgWaitForMultipleObjectsEx", "SDL_PollEvent", "SDL_WaitEvent", "SDL_WaitEventTimeout", "SDL_PeepEvents",
    "io_uring_wait_cqe", "io_uring_peek_cqe", "io_uring_peek_batch_cqe",
        "io_uring_submit_and_wait", "io_uring_submit_and_wait_timeout", "io_uring_wait_cqes", "KEvent", "Kevent",
        "XNextEvent", "WSAPoll",
    }).Concat(DispatchingEntryPoints.Select(point => point.Name)).ToArray());

    /// <summary>The names of the functions that run a whole loop.</summary>
    public static readonly Words RunWords = new(Runs.ToArray());

    /// <summary>Classes that stand for the prefix of the entry points that are their members, and those members.</summary>
    private static readonly Words Prefixes = new("SDL", "Sdl", "sdl", "_sdl", "Glfw", "GLFW", "glfw", "_glfw", "Syscall");
    private static readonly Words Unprefixed = new("PollEvent", "WaitEvent", "WaitEventTimeout", "PeepEvents", "PollEvents", "WaitEvents", "WaitEventsTimeout",
        "poll");

    private static readonly Words Imports = new("DllImport", "LibraryImport");
    private static readonly Words SocketSelect = new("Select");
    private static readonly Words Sockets = new("Socket");

    /// <summary>What a call waits for, itself or by a static member of the project that only adapts the wait; null for a call that waits for no set of
    /// sources.</summary>
    public static Waiting? Of(Call call, ProjectFacts project) => Of(call)
        ?? (call.Target is { IsStatic: true, ContainingType.IsStatic: true } target && project.BodiesOf(target) is [var adapter]
            && adapter.Words.HasAny(Words) | adapter.Words.HasAny(SocketSelect)
            ? adapter.Calls.Select(inner => Of(inner)).FirstOrDefault(waiting => waiting is not null)
            : null);

    /// <summary>What a call waits for itself.</summary>
    public static Waiting? Of(Call call)
    {
        if (call.Target is not { } target) return Known(call.Name, isImport: false) ?? OfMember(Qualifier(call), call.Name);
        if (target is { Name: "Select", IsStatic: true } && target.ContainingType.Named("System.Net.Sockets.Socket")) return Waiting.Readiness;
        if (IsImport(target)) return Known(EntryPoint(target), isImport: true);
        return target.Locations.Any(location => location.IsInMetadata)
            ? Known(target.Name, isImport: false) ?? OfMember(target.ContainingType.Name, target.Name) : null;
    }

    /// <summary>True for a wait that calls who is concerned itself.</summary>
    public static bool Dispatches(Call call) => call.Target is { } target && IsImport(target) ? IsDispatching(EntryPoint(target))
        : IsDispatching(call.Name) || IsDispatching((call.Target?.ContainingType.Name ?? Qualifier(call)) + call.Name);

    /// <summary>The entry point of an import; null for any other method.</summary>
    public static string? EntryPointOf(IMethodSymbol method) => IsImport(method) ? EntryPoint(method) : null;

    /// <summary>True for a native function that runs a whole loop.</summary>
    public static bool IsRun(Call call) =>
        (call.Target is not { } target ? call.Name
            : EntryPointOf(target) ?? (target.Locations.Any(location => location.IsInMetadata) ? target.Name : null)) is { } name
        && Runs.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the words of a type or body allow such a call.</summary>
    public static bool MayBeIn(Vocabulary words, ProjectFacts project) =>
        words.HasAny(Words) || words.HasAny(SocketSelect) && words.HasAny(Sockets) || words.HasAny(Unprefixed) && words.HasAny(Prefixes)
        || Wrappers(project).Any(wrapper => words.Has(wrapper.Name));

    /// <summary>The members of this project under which an import of a different name is declared.</summary>
    private static ImmutableArray<IMethodSymbol> Wrappers(ProjectFacts project) => project.GetOrAdd(typeof(Demultiplexer), () => project.Types
        .Where(symbol => project.Of(symbol) is { } type && type.Words.HasAny(Imports))
        .SelectMany(symbol => symbol.GetMembers().OfType<IMethodSymbol>())
        .Where(method => IsImport(method) && Known(EntryPoint(method), isImport: true) is not null)
        .ToImmutableArray());

    private static bool IsImport(IMethodSymbol method) =>
        method.GetDllImportData() is not null || method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "LibraryImportAttribute");

    private static string EntryPoint(IMethodSymbol method) => method.GetDllImportData()?.EntryPointName
        ?? method.GetAttributes().Where(attribute => attribute.AttributeClass?.Name == "LibraryImportAttribute")
            .SelectMany(attribute => attribute.NamedArguments)
            .Where(argument => argument.Key == "EntryPoint").Select(argument => argument.Value.Value as string).FirstOrDefault() ?? method.Name;

    /// <summary>What a call is made on, as far as it is a name: the type of a missing assembly, or a variable of such a type.</summary>
    private static string Qualifier(Call call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var qualifier } }
        ? qualifier switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText.TrimStart('_'),
            MemberAccessExpressionSyntax { Name: var name } => name.Identifier.ValueText.TrimStart('_'),
            _ => "",
        }
        : "";

    /// <summary>An entry point whose prefix is the class, as a binding for C# spells it: <c>SDL.PollEvent</c>, <c>Glfw.PollEvents</c>,
    /// <c>Syscall.poll</c>.</summary>
    private static Waiting? OfMember(string qualifier, string name) => qualifier switch
    {
        "" => null,
        "Syscall" => name == "poll" ? Waiting.Readiness : null,
        _ => Known(qualifier + "_" + name, isImport: false) ?? (IsDispatching(qualifier + name) ? Waiting.Input : null),
    };

    private static bool IsDispatching(string name) => DispatchingEntryPoints.Any(point => point.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Waiting? Known(string name, bool isImport)
    {
        foreach (var (known, waiting) in DispatchingEntryPoints)
            if (name == known) return waiting;
        if (isImport)
            foreach (var (known, waiting) in ShortEntryPoints)
                if (name == known) return waiting;
        foreach (var (known, waiting) in EntryPoints)
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase) || isImport && name.EndsWith("_" + known, StringComparison.OrdinalIgnoreCase)
                || known.Contains("_") && name.EndsWith(known, StringComparison.OrdinalIgnoreCase)) return waiting;
        return null;
    }
}
