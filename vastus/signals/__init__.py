"""Make surface EMG, process it, and find when a muscle starts.

Make
    ``activation``   how active a muscle is meant to be, over time
    ``surface_emg``  noise with the spectrum of surface EMG, times an activation, plus the noise of the amplifier
    ``motor_units``  the same signal from a pool of motor units, with their firings and a force
    ``vasti``        two channels, VM and VL, with a true delay that is known
    ``step_down``    two channels and the knee angle while a person steps down
Process
    ``processing``   filters, envelope, Teager-Kaiser energy, normalising
    ``recording``    a learner's own file
    ``heartbeat``    whether a heart stands in both channels
    ``thinning``     long traces for a narrow screen
Find onsets
    ``onsets``       three rules, and a verdict on what they found

Arrays are shaped trials by samples, time last. Functions that draw random numbers take ``rng``, a
``numpy.random.Generator``: the same seed gives the same signal. A channel is in microvolts, time in milliseconds from
the first sample. Every model here is a teaching model; each module says what it leaves out.
"""
